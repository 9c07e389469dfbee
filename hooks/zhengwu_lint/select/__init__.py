"""Which files are meant, and by which city they are judged."""
