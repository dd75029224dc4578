"""What a batch did, as a page for the morning and as JSON: written from the disk, however many stories there were."""
