# Readers of series, text and graphs: what they give, and what is wrong with their files.

compile "$work/show_data" "$here/show_data.c"
show=$work/show_data

# gives NAME EXPECTED COMMAND... : it must succeed and print exactly this
gives() {
  name=$1; printf '%s\n' "$2" >expected; shift 2
  "$@" >"$work/stdout" 2>"$work/stderr" </dev/null
  code=$?
  if [ $code -ne 0 ]; then said "$name: exit $code"
  elif ! cmp -s expected "$work/stdout"; then
    said "$name: other data"
    diff expected "$work/stdout" | sed 's/^/    /' | head -8
  else passed=$((passed + 1)); fi
}

# -- series ---------------------------------------------------------------------------------------

mkdir series
cat >series/A_TRAIN.ts <<'END'
# A comment, and names in any case.
@problemName A
@TimeStamps false
@dimensions 2
@classLabel true up down
@data
1,2,3:4,5,6:down

7, 8:9 ,10:up
-1:1e2:up
END
printf '@classLabel true up down\r\n@data\r\n1,2,3,4:5,6,7,8:up\r\n' >series/A_TEST.ts
steps="x: f32[B, T, 2], n: i32[B] in T+1 | label: i32[B] in 2"
trained='classes: up down
B=2 T=3
x: 1 4 2 5 3 6 7 9 8 10 0 0
n: 3 2
label: 1 0
B=1 T=3
x: -1 100 0 0 0 0
n: 1
label: 0'
gives "series of a folder" "$trained" $show "B=2 T=4" "$steps" "ts|series"
gives "their test part is longer" 'classes: up down
B=1 T=4
x: 1 5 2 6 3 7 4 8
n: 4
label: 0' $show "B=2 T=4" "$steps" "ts|series" test
gives "one file has no test part" none $show "B=2 T=4" "$steps" "ts|series/A_TRAIN.ts" test
cp -r series packed && gzip packed/*
gives "packed series" "$trained" $show "B=2 T=4" "$steps" "ts|packed"
gives "labels find their input by what they are" 'classes: up down
B=3 T=3
x: 1 4 2 5 3 6 7 9 8 10 0 0 -1 100 0 0 0 0
y: 1 0 0' $show "B=4 T=3" "x: f32[B, T, 2] | y: i32[B] in 2" "ts|series"
printf '@targetLabel true\n@data\n1,2:0.5\n3,4:-2\n' >target.ts
gives "numbers to foretell" 'B=2
x: 1 2 3 4
y: 0.5 -2' $show "B=2" "x: f32[B, 2] | y: f32[B]" "ts|target.ts"
fails "above the capacity" 1 "T is 3, above the 2 it was built for" $show "B=2 T=2" "$steps" "ts|series"
fails "no such folder" 1 "data nowhere: not found" $show "B=2 T=2" "$steps" "ts|nowhere"
fails "no such file in it" 1 "small: no file *_TRAIN.ts" $show "B=2 T=2" "$steps" "ts|small"
wrong() { # NAME TEXT SERIES : a file of series that is refused
  printf "$3" >bad.ts
  fails "$1" 1 "$2" $show "B=2 T=4" "$steps" "ts|bad.ts"
}
head='@classLabel true up down\n@data\n'
wrong "no @data" "bad.ts: no @data" '@classLabel true up down\n'
wrong "a case before @data" "bad.ts:1:1: expected @data before the first case" '1,2:up\n'
wrong "no cases" "bad.ts: no cases after @data" "$head"
wrong "lengths of dimensions differ" "bad.ts:3:5: 3 values, the first dimension of this case has 2" "${head}1,2:3,4,5:up\n"
wrong "numbers of dimensions differ" "bad.ts:4:1: 1 dimensions, expected 2" "${head}1,2:3,4:up\n1,2:up\n"
wrong "other dimensions than said" "bad.ts:4:1: 2 dimensions, expected 3" "@dimensions 3\n${head}1,2:3,4:up\n"
wrong "a missing value" "bad.ts:3:3: a missing value (?)" "${head}1,?:3,4:up\n"
wrong "a series of no steps" 'bad.ts:3:1: expected a number, found ""' "${head}:3,4:up\n"
wrong "a word among the values" 'bad.ts:3:5: expected a number, found "cat"' "${head}1,2:cat,4:up\n"
wrong "a class that is not said" "bad.ts:3:9: the class left is not in @classLabel" "${head}1,2:3,4:left\n"
wrong "no class" "bad.ts:3:1: expected values, \`:\` and a class" "${head}1,2\n"
wrong "no names of classes" "bad.ts:1:1: @classLabel names no classes" '@classLabel true\n@data\n1:2:up\n'
wrong "time stamps" "bad.ts:1:1: series with time stamps are not read" "@timeStamps true\n${head}"
wrong "a zero byte" "bad.ts:3:2: a zero byte; expected text" "${head}1\\0,2:3,4:up\n"
head -c 60 packed/A_TRAIN.ts.gz >bad.ts
fails "series cut off" 1 "cut off within the packed data" $show "B=2 T=4" "$steps" "ts|bad.ts"
head -c 20000000 /dev/zero | tr '\0' 1 | gzip >bad.ts
fails "a line without an end" 1 "a line over the limit of 16 MiB" $show "B=2 T=4" "$steps" "ts|bad.ts"

# -- arrays with lengths --------------------------------------------------------------------------

array() { # FILE TYPE SHAPE BYTES... : an npy array
  path=$1 header="{'descr': '$2', 'fortran_order': False, 'shape': $3, }"; shift 3
  { printf '\223NUMPY\1\0'; bytes "$(printf %02x $((${#header} + 1)))" 00; printf '%s\n' "$header"; bytes "$@"; } >"$path"
}
mkdir arrays
array arrays/train_x.npy '|u1' '(2, 3, 2)' 01 02 03 04 05 06 07 08 09 0a 0b 0c
array arrays/train_lengths.npy '|u1' '(2,)' 03 01
array arrays/train_y.npy '|u1' '(2,)' 01 00
for field in x lengths y; do cp arrays/train_$field.npy arrays/test_$field.npy; done
trio='B=2 T=3
x: 1 2 3 4 5 6 7 8 9 10 11 12
n: 3 1
label: 1 0'
gives "three arrays of a folder" "$trio" $show "B=2 T=4" "$steps" "npy|arrays"
gives "and of its test part" "$trio" $show "B=2 T=4" "$steps" "npy|arrays" test
gives "lengths that nobody asks for" 'B=2 T=3
x: 1 2 3 4 5 6 7 8 9 10 11 12
label: 1 0' $show "B=2 T=4" "x: f32[B, T, 2] | label: i32[B] in 2" "npy|arrays"
gives "arrays by name" "$trio" $show "B=2 T=4" "$steps" \
  "npy|label=arrays/train_y.npy|x=arrays/train_x.npy|n=arrays/train_lengths.npy"
cp -r arrays packed_arrays && gzip packed_arrays/*
gives "packed" "$trio" $show "B=2 T=4" "$steps" "npy|packed_arrays"
gives "packed, by the plain names" "$trio" $show "B=2 T=4" "$steps" \
  "npy|label=packed_arrays/train_y.npy|x=packed_arrays/train_x.npy|n=packed_arrays/train_lengths.npy"
fails "a size that is a quotient" 1 "train_x.npy: a record is [3, 2] of U8, the input x expects f32[B, T, T/2]" \
  $show "B=2 T=5" "x: f32[B, T, T/2] | label: i32[B] in 2" "npy|arrays"
array arrays/train_lengths.npy '|u1' '(2,)' 03 00
fails "a length of 0" 1 "train_lengths.npy: record 1: a length of 0, expected 1 to 3" $show "B=2 T=4" "$steps" "npy|arrays"
array arrays/train_lengths.npy '|u1' '(2,)' 04 01
fails "a length over T" 1 "train_lengths.npy: record 0: a length of 4, expected 1 to 3" $show "B=2 T=4" "$steps" "npy|arrays"
array arrays/train_lengths.npy '<f4' '(2,)' 00 00 40 40 00 00 c0 7f
fails "a length that is no number" 1 "record 1: a length of nan" $show "B=2 T=4" "$steps" "npy|arrays"
array arrays/train_lengths.npy '|u1' '(3,)' 03 01 01
fails "another number of lengths" 1 "has 3" $show "B=2 T=4" "$steps" "npy|arrays"
fails "a folder without arrays" 1 "series: no npy files; looked for train_*.npy" $show "B=2 T=4" "$steps" "npy|series"

# -- arrays: types and versions -------------------------------------------------------------------

idx() { # NAME EXPECTED BYTES... : a record of two numbers of a type, the first of the bytes
  name=$1 expected=$2 type=$3; shift 3
  bytes 00 00 "$type" 02 00 00 00 01 00 00 00 02 "$@" >numbers.idx
  gives "idx of $name" "B=1
x: $expected" $show "B=2" "x: f32[B, 2]" "idx|x=numbers.idx"
}
idx "unsigned bytes" "255 127" 08 ff 7f
idx "signed bytes" "-1 127" 09 ff 7f
idx "i16" "-2 256" 0b ff fe 01 00
idx "i32" "-2 65536" 0c ff ff ff fe 00 01 00 00
idx "f32" "1.5 -2" 0d 3f c0 00 00 c0 00 00 00
idx "f64" "1.5 -2" 0e 3f f8 00 00 00 00 00 00 c0 00 00 00 00 00 00 00
bytes 00 00 0a 02 00 00 00 01 00 00 00 02 00 00 >numbers.idx
fails "idx of a type that there is not" 1 "byte 2: type 0a" $show "B=2" "x: f32[B, 2]" "idx|x=numbers.idx"

npy_gives() { # NAME EXPECTED : numbers.npy
  gives "npy $1" "B=1
x: $2" $show "B=2" "x: f32[B, 2]" "npy|x=numbers.npy"
}
array numbers.npy '>i2' '(1, 2)' ff fe 01 00
npy_gives "of i16, the greater byte first" "-2 256"
array numbers.npy '>f8' '(1, 2)' 3f f8 00 00 00 00 00 00 c0 00 00 00 00 00 00 00
npy_gives "of f64, the greatest byte first" "1.5 -2"
array numbers.npy '<f2' '(1, 2)' 00 3e 00 c0
npy_gives "of f16" "1.5 -2"
array numbers.npy '|b1' '(1, 2)' 01 00
npy_gives "of bool" "1 0"
for version in 2 3; do
  header="{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }"
  { printf '\223NUMPY'; bytes 0$version 00 "$(printf %02x $((${#header} + 1)))" 00 00 00; printf '%s\n' "$header"; bytes 07 09; } >numbers.npy
  npy_gives "of version $version.0" "7 9"
done
array numbers.npy '|u1' '()' 07
fails "npy of a single number" 1 "numbers.npy" $show "B=2" "x: f32[B, 2]" "npy|x=numbers.npy"

# -- csv: the first line --------------------------------------------------------------------------

printf '2,2,one,two\n1,2,3,0\n4,5,6,1\n' >named.csv
printf '2,2,3,1\n1,2,3,0\n4,5,6,1\n' >numbers.csv
rows="x: f32[B, 2] | label: i32[B] in 2"
fields="x=cols(0,1)|label=col(-1)"
gives "a word where a number is read makes a header" 'B=2
x: 1 2 4 5
label: 0 1' $show "B=3" "$rows" "csv|named.csv|$fields"
gives "numbers make none" 'B=3
x: 2 2 1 2 4 5
label: 1 0 1' $show "B=3" "$rows" "csv|numbers.csv|$fields"
gives "but where it is said" 'B=2
x: 1 2 4 5
label: 0 1' $show "B=3" "$rows" "csv|numbers.csv|$fields|header=1"
fails "or said that there is none" 1 'named.csv:1:9: expected a number for label, found "two"' \
  $show "B=3" "$rows" "csv|named.csv|$fields|header=0"
head -c 1100000 /dev/zero | tr '\0' 1 >long.csv
fails "a line of more than a MiB" 1 "long.csv:1:" $show "B=3" "$rows" "csv|long.csv|$fields"

# -- text -----------------------------------------------------------------------------------------

pieces="text: i32[B, T] in 9 | label: i32[B, T] in 9"
printf 'abcabcabcabcabcabcba' >abc.txt
gives "a text in pieces" 'note: 18 symbols (bytes), 3 different ones
classes: a b c
B=2 T=5
text: 0 1 2 0 1 2 0 1 2 0
label: 1 2 0 1 2 0 1 2 0 1
B=1 T=5
text: 1 2 0 1 2
label: 2 0 1 2 0' $show "B=2 T=5" "$pieces" "text|abc.txt"
gives "what is held back" 'note: 4 symbols (bytes), 3 different ones
classes: a b c
B=1 T=2
text: 1 2
label: 2 1' $show "B=2 T=2" "$pieces" "text|abc.txt|held=0.2" valid
gives "a text has no test part" none $show "B=2 T=5" "$pieces" "text|abc.txt" test
gzip -k abc.txt
holds "a packed text" sh -c "$show 'B=2 T=5' '$pieces' 'text|abc.txt' >a; $show 'B=2 T=5' '$pieces' 'text|abc.txt.gz' >b; cmp a b"
printf '\303\251t\303\251\r\n\032\303\251' >french.txt
shows "characters" 'text: 4 3 4 1 0' $show "B=2 T=5" "$pieces" "text|french.txt|symbols=utf8|held=0"
shows "of UTF-8" '(characters in UTF-8), 5 different ones' $show "B=2 T=5" "$pieces" "text|french.txt|symbols=utf8|held=0"
shows "bytes that are no characters have names too" 't \xA9 \xC3' $show "B=2 T=5" "$pieces" "text|french.txt|held=0"
fails "a text shorter than its context" 1 "abc.txt: 18 symbols to train on, expected at least the 18 of an input and one more" \
  $show "B=2 T=18" "$pieces" "text|abc.txt"
fails "what is held back too" 1 "abc.txt: 2 symbols to evaluate on" $show "B=2 T=5" "$pieces" "text|abc.txt" valid
printf 'ababababababababababc' >last.txt
fails "a symbol that training has not seen" 1 'last.txt: symbol 20 of the text, "c", is not among those that are trained on' \
  $show "B=2 T=1" "$pieces" "text|last.txt" valid
fails "more symbols than the input takes" 1 "abc.txt: has 3 symbols, the input text takes 2" \
  $show "B=2 T=5" "text: i32[B, T] in 2 | label: i32[B, T] in 2" "text|abc.txt"
: >empty.txt
fails "an empty text" 1 "empty.txt: 0 symbols to train on" $show "B=2 T=5" "$pieces" "text|empty.txt"
printf 'ab\377cdefgh' >bad.txt
fails "no UTF-8" 1 "bad.txt: byte 2: not UTF-8" $show "B=2 T=2" "$pieces" "text|bad.txt|symbols=utf8"
printf 'ab\300\200cdefgh' >bad.txt
fails "a longer form than needed" 1 "bad.txt: byte 2: not UTF-8" $show "B=2 T=2" "$pieces" "text|bad.txt|symbols=utf8"
printf 'ab\355\240\200cdefgh' >bad.txt
fails "half a character of two" 1 "bad.txt: byte 2: not UTF-8" $show "B=2 T=2" "$pieces" "text|bad.txt|symbols=utf8"
fails "no share" 1 "held: expected a share" $show "B=2 T=5" "$pieces" "text|abc.txt|held=1"
fails "no such symbols" 1 "symbols: expected bytes or utf8" $show "B=2 T=5" "$pieces" "text|abc.txt|symbols=words"
fails "no input for a text" 1 "abc.txt: a text, but no input is i32[B, T]" $show "B=2" "x: f32[B, 3] | y: i32[B] in 2" "text|abc.txt"
fails "a text that is a folder" 1 "series: expected a file, found a folder" $show "B=2 T=5" "$pieces" "text|series"

# -- one graph ------------------------------------------------------------------------------------

papers="x: f32[N, 3], g.source: i32[E] in N, g.target: i32[E] in N | label: i32[N] in 2, mask: bool[N]"
mkdir papers
printf 'p1\t1\t0\t1\tred\np2\t0\t0\t2.5\tblue\np3\t1\t1\t1\tred\n' >papers/a.content
printf 'p1\tp2\np3\tp1\n' >papers/a.cites
printf 'p1\ttrain\np2\tval\np3\ttest\n' >papers/a.split
graph='x: 1 0 1 0 0 2.5 1 1 1
g.source: 1 2 0 0
g.target: 0 0 1 2
label: 1 0 1'
gives "a graph and the nodes to train on" "classes: blue red
N=3 E=4
$graph
mask: 1 0 0" $show "N=3 E=9" "$papers" "planetoid|papers"
gives "to validate" "classes: blue red
N=3 E=4
$graph
mask: 0 1 0" $show "N=3 E=9" "$papers" "planetoid|papers" valid
gives "to test" "classes: blue red
N=3 E=4
$graph
mask: 0 0 1" $show "N=3 E=9" "$papers" "planetoid|papers" test
gives "sizes that are numbers" "classes: blue red

$graph" $show "" "$(echo "$papers" | sed 's/N/3/g; s/E/4/g; s/, mask.*//')" "planetoid|papers"
gives "the edges alone" "classes: blue red
N=3 E=4
h.target: 0 0 1 2" $show "N=3 E=4" "h.target: i32[E] in N" "planetoid|papers"
odd() { # FILE TEXT : the papers, with another file
  rm -rf odd && cp -r papers odd && printf "$2" >odd/a.$1
}
odd cites 'p1\tp2\np2\tp1\np1\tp1\np3\tp1\np1\tp9\np1\tp2\n'
gives "links that say nothing new" "note: links that are left out: 2 given twice, 1 of a node to itself, 1 of unknown ids
classes: blue red
N=3 E=4
$graph
mask: 1 0 0" $show "N=3 E=4" "$papers" "planetoid|odd"
bad_graph() { # NAME TEXT FILE CONTENT
  odd "$3" "$4"
  fails "$1" 1 "$2" $show "N=3 E=9" "$papers" "planetoid|odd"
}
bad_graph "an unknown id in the split" "a.split:2:1: no node has the id p9" split 'p1\ttrain\np9\ttest\n'
bad_graph "a node in two parts" "a.split:2:1: the node p1 is in train already" split 'p1\ttrain\np1\ttest\n'
bad_graph "another part" "a.split:1:4: expected an id and train, val or test" split 'p1\tlearn\n'
bad_graph "nothing to train on" "odd: .split names no node to train on" split 'p1\ttest\n'
bad_graph "no nodes" "odd: .content has no nodes" content '\n'
bad_graph "a node twice" "a.content:2:1: the node p1 is given twice" content 'p1\t1\t0\t1\tred\np1\t1\t0\t1\tred\n'
bad_graph "rows of other lengths" "a.content:2:1: 2 words, the first node has 3" content 'p1\t1\t0\t1\tred\np2\t1\t0\tred\n'
bad_graph "a word that is no number" 'a.content:1:6: expected a number, found "x"' content 'p1\t1\tx\t1\tred\n'
bad_graph "no links" "odd: no links between its nodes" cites '\n'
bad_graph "a link with one end" "a.cites:1:1: expected two ids" cites 'p1\n'
bad_graph "an unknown class in a part" "a.split:1:1: the class of the node p1 is unknown" content \
  'p1\t1\t0\t1\tunknown\np2\t0\t0\t1\tred\np3\t1\t1\t1\tred\n'
rm odd/a.cites
fails "a file is missing" 1 "odd: no file *.cites" $show "N=3 E=9" "$papers" "planetoid|odd"
fails "more nodes than built for" 1 "graph 0 has 3 nodes, above the N=2 it was built for" $show "N=2 E=9" "$papers" "planetoid|papers"
fails "more edges than built for" 1 "graph 0 has 4 edges, above the E=3 it was built for" $show "N=3 E=3" "$papers" "planetoid|papers"
fails "a class too many" 1 "record 0: label is 1, expected 0 to 0" $show "N=3 E=9" "$(echo "$papers" | sed 's/in 2/in 1/')" "planetoid|papers"
fails "words of another number" 1 "a record is [3] of F32, the input x expects f32[N, 4]" $show "N=3 E=9" "$(echo "$papers" | sed 's/N, 3/N, 4/')" "planetoid|papers"
fails "a row for each edge" 1 "the input x is f32[E, 3]: its first dimension is not the nodes" $show "N=3 E=9" \
  "g.source: i32[E] in N, x: f32[E, 3]" "planetoid|papers"

# -- several graphs -------------------------------------------------------------------------------

many="tag: i32[N] in 3, g.source: i32[E] in N, g.target: i32[E] in N, member: i32[N] in G | label: i32[G] in 2"
mkdir molecules
cat >molecules/M.txt <<'END'
3
2 5
7 1 1
3 1 0
3 -1
3 1 1
4 2 0 2
7 1 1
1 5
3 0
END
gives "as many as there is room for" 'classes: -1 5
N=2 E=2 G=1
tag: 2 0
g.source: 1 0
g.target: 0 1
member: 0 0
label: 1
N=4 E=4 G=2
tag: 0 1 2 0
g.source: 1 0 2 1
g.target: 0 1 1 2
member: 0 0 0 1
label: 0 1' $show "N=4 E=9 G=2" "$many" "gin|molecules"
gives "one at a time where nothing says which" 'classes: -1 5
N=2 E=2
tag: 2 0
g.source: 1 0
N=3 E=4
tag: 0 1 2
g.source: 1 0 2 1
N=1 E=1' sh -c "$show 'N=5 E=9' 'tag: i32[N] in 3, g.source: i32[E] in N' 'gin|molecules' 2>/dev/null; echo N=1 E=1"
fails "a batch without edges is told" 1 "a batch with no edges" $show "N=5 E=9 G=2" "$many" "gin|molecules"
printf '1\n0\n' >molecules/train_idx-1.txt
printf '2\n\n0\n' >molecules/test_idx-1.txt
printf '1\n' >molecules/train_idx-2.txt
gives "the graphs of a fold" 'classes: -1 5
N=5 E=6 G=2
tag: 0 1 2 2 0
g.source: 1 0 2 1 4 3
g.target: 0 1 1 2 3 4
member: 0 0 0 1 1
label: 0 1' $show "N=5 E=9 G=2" "$many" "gin|molecules"
gives "its graphs to test" 'classes: -1 5
N=3 E=2 G=2
tag: 0 2 0
g.source: 2 1
g.target: 1 2
member: 0 1 1
label: 1 1' $show "N=5 E=9 G=2" "$many" "gin|molecules" test
shows "another fold" "label: 0" $show "N=5 E=9 G=2" "$many" "gin|molecules|fold=2"
fails "a fold that is not there" 1 "train_idx-3.txt" $show "N=5 E=9 G=2" "$many" "gin|molecules|fold=3"
bad_fold() { # NAME TEXT NUMBERS
  printf "$3" >molecules/train_idx-4.txt
  fails "$1" 1 "$2" $show "N=5 E=9 G=2" "$many" "gin|molecules|fold=4"
}
bad_fold "a graph that is not there" "train_idx-4.txt:1:1: expected the number of a graph from 0 to 2, found 3" '3\n'
bad_fold "a graph twice in a fold" "train_idx-4.txt:2:1: graph 1 is given twice" '1\n1\n'
bad_fold "an empty fold" "train_idx-4.txt: no graphs" ''
mkdir bad_graphs
bad_graphs() { # NAME TEXT GRAPHS
  printf "$3" >bad_graphs/M.txt
  fails "$1" 1 "$2" $show "N=5 E=9 G=2" "$many" "gin|bad_graphs"
}
bad_graphs "an empty file" "M.txt:1:1: the end, expected the number of graphs" ''
bad_graphs "no graphs" "M.txt:1:1: expected the number of graphs from 1" '0\n'
bad_graphs "a graph of no nodes" "M.txt:2:1: expected a number of nodes from 1" '1\n0 1\n'
bad_graphs "fewer nodes than said" "M.txt:4:1: the end, expected a node" '1\n2 0\n1 1 0\n'
bad_graphs "fewer graphs than said" "M.txt:4:1: the end, expected a graph" '2\n1 0\n1 0\n'
bad_graphs "a neighbour that is not there" "M.txt:3:5: expected a neighbour from 0 to 0, found 1" '1\n1 0\n1 1 1\n'
bad_graphs "fewer neighbours than said" 'M.txt:3:6: expected a neighbour, found ""' '1\n1 0\n1 2 0\n'
bad_graphs "more neighbours than said" 'M.txt:3:7: expected the end of the line, found "0"' '1\n1 0\n1 1 0 0\n'
bad_graphs "more graphs than said" 'M.txt:4:1: expected the end of the line, found "1"' '1\n1 0\n1 1 0\n1 0\n'
bad_graphs "a tag that is a word" 'M.txt:3:1: expected a tag, found "C"' '1\n1 0\nC 1 0\n'
bad_graphs "a graph above the capacity" "graph 0 has 6 nodes, above the N=5" '1\n6 0\n1 1 0\n1 0\n1 0\n1 0\n1 0\n1 0\n'
fails "no graphs in the folder" 1 "series: no graphs; looked for NAME.txt" $show "N=5 E=9 G=2" "$many" "gin|series"

# -- CIFAR ----------------------------------------------------------------------------------------

colours="image: u8[B, 3, 32, 32] | label: i32[B] in 10"
record() { # LABEL RED GREEN BLUE : one of a single colour, bytes in octal
  printf "\\$1"
  for plane in $2 $3 $4; do head -c 1024 /dev/zero | tr '\0' "\\$plane"; done
}
planes() { # VALUE.. : what a plane of each is printed as
  for value in "$@"; do yes $value | head -n 1024; done | tr '\n' ' ' | sed 's/ $//'
}
mkdir cifar
record 003 001 002 003 >cifar/data_batch_1.bin
record 011 377 000 005 >cifar/data_batch_2.bin
record 000 007 007 007 >cifar/test_batch.bin
printf 'plane\ncar\n\n' >cifar/batches.meta.txt
gives "all batches, plane after plane" "classes: plane car
B=2
image: $(planes 1 2 3 255 0 5)
label: 3 9" $show "B=2" "$colours" "cifar|cifar"
gives "their test part" "classes: plane car
B=1
image: $(planes 7 7 7)
label: 0" $show "B=2" "$colours" "cifar|cifar" test
gzip -k cifar/data_batch_2.bin
rm cifar/batches.meta.txt
gives "a batch that lies there packed as well counts once" "B=2
label: 3 9" $show "B=2" "label: i32[B] in 10" "cifar|cifar"
rm cifar/data_batch_2.bin
gives "packed alone" "B=2
label: 3 9" $show "B=2" "label: i32[B] in 10" "cifar|cifar"
record 012 001 002 003 >cifar/data_batch_3.bin
fails "a label above 9" 1 "data_batch_3.bin: record 0: label 10, expected 0 to 9" $show "B=2" "$colours" "cifar|cifar"
record 001 001 002 003 | head -c 3072 >cifar/data_batch_3.bin
fails "a record cut off" 1 "data_batch_3.bin: 3072 bytes, expected a multiple of 3073" $show "B=2" "$colours" "cifar|cifar"
: >cifar/data_batch_3.bin
fails "an empty batch" 1 "data_batch_3.bin: 0 bytes, expected a multiple of 3073" $show "B=2" "$colours" "cifar|cifar"
fails "no batches" 1 "small: no CIFAR-10 files; looked for data_batch_*.bin" $show "B=2" "$colours" "cifar|small"

# -- GML ------------------------------------------------------------------------------------------

cat >club.gml <<'END'
Creator "by hand"
graph [
  comment "]" # not an end
  directed 0
  node [ id 10 value 0.5 side "b" graphics [ x 1 y 2 ] ]
  node [ id 20 value 2 side "a" label "Mr ]" ]
  node
  [ id 30
    value 3 side "b"
  ]
  edge [ source 20 target 10 weight 7 ]
  edge [ source 30 target 20 weight 8 ]
]
END
ends="g.source: i32[E] in N, g.target: i32[E] in N"
gives "a graph in GML" 'N=3 E=4
value: 0.5 2 3
side: 1 0 1
node: 0 1 2
g.source: 1 0 2 1
g.target: 0 1 1 2
weight: 7 7 8 8' $show "N=9 E=9" "value: f32[N], side: i32[N] in 2, node: i32[N] in 3, $ends, weight: f32[E]" "gml|club.gml"
sed 's/directed 0/directed 1/' club.gml >one_way.gml
gives "of edges in one direction" 'N=3 E=2
g.source: 1 2
g.target: 0 1' $show "N=9 E=9" "$ends" "gml|one_way.gml"
bad_gml() { # NAME TEXT GML
  printf "$3" >bad.gml
  fails "$1" 1 "$2" $show "N=9 E=9" "$ends" "gml|bad.gml"
}
bad_gml "no graph" "bad.gml:2:1: the end, expected graph [" 'Creator "me"\n'
bad_gml "no end" "the end, expected node, edge or ]" 'graph [ node [ id 1 ]\n'
bad_gml "a node without an id" 'bad.gml:1:24: expected an id of the node, found "]"' 'graph [ node [ value 1 ] ]\n'
bad_gml "an id twice" 'bad.gml:1:33: expected an id that no other node has, found "1"' 'graph [ node [ id 1 ] node [ id 1 ] ]\n'
bad_gml "an edge with one end" "expected source and target of the edge" 'graph [ node [ id 1 ] edge [ source 1 ] ]\n'
bad_gml "an edge to nowhere" "bad.gml: edge 0: no node has the id 2" 'graph [ node [ id 1 ] edge [ source 1 target 2 ] ]\n'
bad_gml "no edges" "no links between its nodes" 'graph [ node [ id 1 ] ]\n'
bad_gml "no nodes in it" "no nodes" 'graph [ ]\n'
bad_gml "a text that goes on" "bad.gml:1:21: a text that is not closed in its line" 'graph [ node [ name "x\n" id 1 ] ]\n'
bad_gml "a number, then a text" 'expected a number, found "x"' 'graph [ node [ id 1 value 1 ] node [ id 2 value "x" ] ]\n'
{ printf 'graph [ node [ id 1 a '; for i in $(seq 300); do printf '[ b '; done; } >bad.gml
fails "lists in lists" 1 "expected ], found" $show "N=9 E=9" "$ends" "gml|bad.gml"
mkfifo pipe.gml
fails "a pipe of GML does not hang" 1 "found a pipe" $show "N=9 E=9" "$ends" "gml|pipe.gml"

# -- memory ---------------------------------------------------------------------------------------

# The n-th request for memory fails, for all n: an error or the data, never a crash.
if [ -z "${SANITIZE:-}" ]; then
  ${CC:-cc} -shared -fPIC -O1 -o fail.so "$here/fail_malloc.c"
  each_request() { # CAPACITIES PORTS READER PART
    n=0 code=0
    $show "$@" >whole 2>/dev/null
    while [ $((n += 1)) -lt 2000 ]; do
      FAIL_AT=$n LD_PRELOAD=./fail.so $show "$@" >got 2>/dev/null
      code=$?
      [ $code -le 1 ] || { echo "request $n: exit $code" >&2; return 1; }
      [ $code -eq 1 ] || cmp -s whole got || { echo "request $n: other data" >&2; return 1; }
      if cmp -s whole got && [ $n -gt 120 ]; then return 0; fi
    done
  }
  holds "no memory for series" each_request "B=2 T=4" "$steps" "ts|series"
  holds "no memory for arrays" each_request "B=2 T=4" "x: f32[B, T, 2]" "npy|x=arrays/train_x.npy"
  holds "no memory for text" each_request "B=2 T=5" "$pieces" "text|abc.txt"
  holds "no memory for a graph" each_request "N=3 E=9" "$papers" "planetoid|papers" valid
  holds "no memory for graphs" each_request "N=5 E=9 G=2" "$many" "gin|molecules"
  holds "no memory for GML" each_request "N=9 E=9" "$ends" "gml|club.gml"
fi

# -- packed ---------------------------------------------------------------------------------------

# Any file may be gzip as well: the same data.
same_packed() { # READER ARGUMENT SIZES INPUTS [OTHER-ARGUMENTS] : of a file, or of all files of a folder
  reader="$1|$2${5:+|$5}"
  $show "$3" "$4" "$reader" >expected 2>/dev/null
  if [ -d "$2" ]; then gzip -f "$2"/*; else gzip -f "$2"; fi
  holds "packed: $1" sh -c "$show '$3' '$4' '$reader' 2>/dev/null | cmp - expected && test -s expected"
}
same_packed planetoid papers "N=3 E=9" "$papers"
same_packed gin molecules "N=5 E=9 G=2" "$many"
same_packed gml club.gml "N=9 E=9" "value: f32[N], $ends"
same_packed text abc.txt "B=2 T=5" "$pieces"
same_packed csv numbers.csv "B=3" "$rows" "$fields"
same_packed ts target.ts "B=2" "x: f32[B, 2] | y: f32[B]"
same_packed idx small "B=300" "label: i32[B] in 10"
rm -f cifar/*
record 003 001 002 003 >cifar/data_batch_1.bin
same_packed cifar cifar "B=2" "$colours"
