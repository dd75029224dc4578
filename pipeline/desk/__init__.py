"""The editor's desk: web pages on which digests are read beside their sources, changed, compared and restored.

request ─▶ guard (host, size, session, origin) ─▶ page (pages/) ─▶ view (views/) ─▶ template

Pages answer without JavaScript; the script adds what saves time. Nothing is fetched from elsewhere.
"""
