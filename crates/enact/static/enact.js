// Shows what a draft would do while it is typed. Without it the Preview button does the same.
