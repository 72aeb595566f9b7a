"""What is printed: sheets drawn by one set of strokes, onto paper or into a picture."""
