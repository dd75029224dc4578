"""What the templates of the desk are given: values made of the domain's, ready to be shown."""
