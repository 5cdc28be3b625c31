# The command line: usage errors end with 2 and name what was meant.

fails "no command" 2 "expected a command" $net
fails "an unknown command" 2 "there is no command trian; did you mean train?" $net trian
fails "an unknown option" 2 "train has no option --epoch; did you mean --epochs?" $net train --epoch 3
fails "an option of another command" 2 "eval has no option --epochs" $net eval --epochs 3
fails "a value missing" 2 "--epochs: expected N after it" $net train --epochs
fails "batch 0" 2 "--batch: expected a whole number, 1 or more, found 0" $net train --batch 0
fails "batch -1" 2 "found -1" $net train --batch -1
fails "batch abc" 2 "found abc" $net train --batch abc
fails "batch above what was built" 2 "--batch: 65 is above B=64" $net train --batch 65
fails "lr nan" 2 "--lr: expected a number above 0, found nan" $net train --lr nan
fails "lr 1e999" 2 "found 1e999" $net train --lr 1e999
fails "threads 0" 2 "--threads: expected a whole number, 1 or more, found 0" $net train --threads 0
fails "a flag with a value" 2 "--json takes no value" $net train --json=1
fails "--set of an unknown name" 2 "has no momentun; did you mean momentum?" $net train --set momentun=0.5
fails "--set of the runtime's own" 2 "has no step" $net train --set step=5
fails "--set without a number" 2 "expected momentum=NUMBER" $net train --set momentum=x
fails "resume without a checkpoint" 2 "there is no checkpoint softmax.ckpt.safetensors" $net train --resume
fails "predict without files" 2 "predict: expected files" $net predict
fails "files where none belong" 2 "train takes no files, found extra" $net train extra
shows "--help" "usage: softmax COMMAND" $net --help
shows "help CMD" "--resume[=FILE]" $net help train
shows "CMD --help" "--resume[=FILE]" $net train --help
shows "--version" "made by hand 1.0" $net --version
fails "help of an unknown command" 2 "did you mean bench?" $net help bensh
for command in train eval predict generate features filters saliency augment bench profile info source man completion help version; do
  shows "$command -h" "usage: softmax $command" $net $command -h
done

quietly $net train --epochs 1 --save=w.safetensors -b 32 -j2 --lr=0.01 --set momentum=0.5
holds "all ways to write an option" test -s w.safetensors
$data png -- 3 2>/dev/null
$data png ./-odd.png 3
shows "-- ends options" "-odd.png" $net predict --weights w.safetensors -- -odd.png
$data png "$(printf 'a"b\n;rm -rf x.png')" 3
shows "a name with quote and line end" '"file":"a\"b\u000a;rm -rf x.png"' $net predict --json --weights w.safetensors a*.png
shows "- is standard input" "-" sh -c "$net predict --weights w.safetensors - <./-odd.png"
shows "the best k" '"classes":[{"index":' $net predict --json -k 1 --weights w.safetensors ./-odd.png
mkdir n && $data npy n 70
holds "arrays of many samples" sh -c "test \$($net predict --weights w.safetensors n/x.npy -o out.npy | grep -c npy) = 70"
holds "results as npy" sh -c "head -c 128 out.npy | grep -q \"'shape': (70, 10)\" && test \$(wc -c <out.npy) = 2928"
$net predict --weights w.safetensors n/x.npy --batch 1 >one; $net predict --weights w.safetensors n/x.npy >many
holds "one by one and in batches, same results" cmp one many
given="$net bench --seconds 0.01 --only predict --batch 3"
holds "bench of given inputs" sh -c "$given --input image=n/x.npy --input label=n/y.npy | grep -q '^predict  B=3 '"
fails "bench of an unknown input" 2 "--input: the net has no input imge" $given --input imge=n/x.npy
fails "bench of an input without a file" 2 "--input: expected NAME=FILE, found image" $given --input image
fails "bench of an array of another shape" 1 "n/y.npy: an array of [70], which does not fit the input image" $given --input image=n/y.npy
fails "bench of fewer samples" 1 "does not fit the input image" sh -c "mkdir few; $data npy few 2; $given --input image=few/x.npy"
fails "bench of a file that is not there" 1 "none.npy" $given --input image=none.npy
holds "bench takes turns" sh -c "test \$(printf 'a\nb\n' | $given --wait --json | grep -c median_seconds) = 2 && test -z \"\$($given --wait --json </dev/null)\""
fails "not a picture" 1 "not a png, jpeg or npy file" $net predict --weights w.safetensors "$here/run"
fails "an array of another shape" 1 "an array of [70], which does not fit the input image" $net predict --weights w.safetensors n/y.npy
fails "a CPU without the features" 1 "needs avx512bw" sh -c "grep -q avx512bw /proc/cpuinfo && { echo needs avx512bw >&2; exit 1; }; SOFTMAX_FEATURES=sse3,avx512bw $net info; SOFTMAX_FEATURES=sse3,avx512bw exec $net bench"

$net man >net.1
tr -d '\\\\' <net.1 >plain.1
for option in $($net train --help | sed -n 's/^ *\(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p' | grep -v help); do
  holds "$option stands in the manual page" grep -q -- "fB${option}fR" plain.1
done
holds "so does the environment" sh -c 'for name in NETC_DATA NO_COLOR CLICOLOR_FORCE FORCE_COLOR TERM; do grep -qw $name net.1 || exit 1; done'
holds "bash reads the completions" sh -c "$net completion bash | bash -n"
shows "bash completes" "predict train" bash -c ". /dev/stdin <<<\"\$($net completion bash)\"; COMP_WORDS=(softmax bench --only '') COMP_CWORD=3; _softmax; echo \"\${COMPREPLY[@]}\""
fails "completions of another shell" 2 "completion takes bash, zsh or fish, not csh" $net completion csh
fails "completions of no shell" 2 "completion: expected files" $net completion
