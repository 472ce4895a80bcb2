"""The pose network: MediaPipe's model, made lean, on one picture."""
