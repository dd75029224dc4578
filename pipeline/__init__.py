"""storydigest: digests of news stories in which every sentence cites the words that support it."""
