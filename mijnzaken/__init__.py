"""MijnZaken: gemeentelijk zaakregister volgens de ZGW-standaard."""
