# netc check --json -
op f(x: [N]) -> y: [N]
  y[i] = 2*x[i]
op place(x: [N]) -> y: i32
  y = argmax(i) x[i]
=== exit 0
{"version":1,"command":"check"}
{"definition":"f","derivatives":30,"shapes":3}
{"definition":"place","derivatives":0,"shapes":3,"note":"no gradient"}
