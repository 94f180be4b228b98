"""The app as a school runs it: several replicas behind a real HAProxy."""
