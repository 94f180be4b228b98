"""A class of simulated students over Streamlit's own protocol, and what they cost the server."""
