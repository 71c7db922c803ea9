// Before anything is shown: with scripts there is a map, and the list is a view of its own.
document.documentElement.classList.add("js");
