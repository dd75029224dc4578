"""Changes by hand: from a form to what it touches, what it makes of a revision, and how the history tells of it."""
