# netc machine x.net
# It is about this machine, not about a net.
=== exit 2
netc: machine takes no file, found x.net
