# netc build --ram-limit 2X -
# A unit that is none.
=== exit 2
netc: --ram-limit takes a size such as 700M, 2G or 1.5GiB, or least, not `2X`
