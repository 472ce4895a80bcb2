"""What is read of a body on its back: bridge angles, legs, sets."""
