"""The same pages in the engines of Firefox and of Safari, where this machine has them."""
