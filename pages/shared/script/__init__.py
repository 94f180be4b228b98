"""Code that runs: what a page shows, as one Python script and as a notebook."""
