"""The stages of a digest: outline, section, timeline, verify; then headings, assembling, and what is inherited."""
