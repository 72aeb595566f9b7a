"""GridPlan: marketing grids for county banks."""
