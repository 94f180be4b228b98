"""The frame around every page: the door, the course table, the panel of controls and its link."""
