"""From what the user names to articles: stories on disk, pages fetched and read, and the text extracted from them."""
