# netc fmt
net f(x) -> y {# open
    # first
  y = x# one
        # below
     |> g # two
  longer_name = y # three
 # last
}
# after
=== exit 0
# netc fmt
net f(x) -> y {  # open
  # first
  y = x  # one
    # below
    |> g           # two
  longer_name = y  # three
  # last
}
# after
