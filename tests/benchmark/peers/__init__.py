"""Other people's ways to cut a graph into grids; they live in an environment of their own, `.venv/peers`."""
