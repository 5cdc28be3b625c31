# netc summary --ram-limit 0 -
# A limit that nothing fits in is none.
=== exit 2
netc: --ram-limit takes a size such as 700M, 2G or 1.5GiB, or least, not `0`
