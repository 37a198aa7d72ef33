//! Finding the articles of a folder: `.txt` files, not hidden, not ignored by `.gitignore`; symlink loops survived.
