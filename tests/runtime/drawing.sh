# Curves and matrices as svg.

# A drawing is whole, and holds no code and no link.
is_drawing() {
  head -c 4 "$1" | grep -q '<svg' && [ "$(tail -n 1 "$1")" = "</svg>" ] &&
    ! grep -Eq '<script|href|<!|on[a-z]+=' "$1" && ! grep -Eq '[^0-9](nan|inf)' "$1"
}

export SOFTMAX_SETTINGS="epochs=4|batch=32"
holds "curves" $net train -q --save straight.safetensors --plot straight.svg
holds "an svg of loss and metric" is_drawing straight.svg
holds "a point an epoch in each curve" test "$(grep -c '<circle' straight.svg)" = 16
holds "the loss within epochs" grep -q 'polyline class="a pale"' straight.svg
quietly $net train -q --save cut.safetensors --plot cut.svg --stop-at 13
holds "a pause draws what is there" is_drawing cut.svg
holds "which is not the end yet" sh -c "! cmp -s cut.svg straight.svg"
quietly $net train -q --save cut.safetensors --plot cut.svg --resume
holds "after --resume as if never cut off" cmp cut.svg straight.svg
quietly $net train -q --save cut.safetensors --resume --plot again.svg
holds "drawn again from the checkpoint" cmp again.svg straight.svg
quietly $net train -q --save long.safetensors --plot long.svg --epochs 45
holds "many epochs have no marks" sh -c '! grep -q "<circle" long.svg'
fails "curves as png" 2 "--plot draws svg: expected a name that ends in .svg, found curves.png" $net train --plot curves.png
fails "curves in no folder" 1 "none/curves.svg: cannot write" $net train --epochs 1 --plot none/curves.svg
quietly $net train -q --save big.safetensors --lr 1e30 --epochs 2 --plot big.svg
holds "a loss that is not finite leaves a gap" is_drawing big.svg
holds "the checkpoint keeps the curves" grep -aq '"history":"00' cut.ckpt.safetensors
sed 's/"history":"0/"history":"1/' cut.ckpt.safetensors >odd.ckpt.safetensors
fails "curves that cannot be" 1 "history: not what a training writes" $net train --resume=odd.ckpt.safetensors
sed 's/"history":"0/"historx":"0/' cut.ckpt.safetensors >older.ckpt.safetensors
holds "a checkpoint without curves" $net train --resume=older.ckpt.safetensors --plot older.svg
holds "draws empty axes" is_drawing older.svg
