"""What is read of a body on its feet: posture, legs, sets."""
