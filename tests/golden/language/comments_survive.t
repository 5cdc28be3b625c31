# netc fmt
# A comment runs to the end of the line; "#" in a string is text.

# The first.
fn f(x) = "#"  # behind

fn g(x) = [  # in a list
  1,  # one
  # its own line
  2
]
# the last
=== exit 0
# netc fmt
# A comment runs to the end of the line; "#" in a string is text.

# The first.
fn f(x) = "#"  # behind

fn g(x) = [  # in a list
  1,         # one
  # its own line
  2
]
# the last
