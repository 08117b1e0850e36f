"""What turns the bytes of a file into text with marks: one module per format."""
