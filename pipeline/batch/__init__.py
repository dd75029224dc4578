"""The batch job: digests of many stories, each made once, whatever happens on the way."""
