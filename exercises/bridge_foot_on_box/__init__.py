"""Single Leg Bridge with Foot on Box: up, and slowly down."""
