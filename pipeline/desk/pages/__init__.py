"""The pages of the desk: from a request to what is asked of the store, and from there to a view."""
