"""How it was filmed: camera motion and roll, cuts, blur, who else is there."""
