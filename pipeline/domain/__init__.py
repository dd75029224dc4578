"""The values that make up a digest; they know nothing of how it is made."""
