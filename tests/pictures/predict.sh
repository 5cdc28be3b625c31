# Results that are pictures, and arrays of any result.

cat >maps.net <<'END'
net maps(image: u8[B, 1, H, W]) -> part, level, signs, middle, is_bright, count, colour, alpha {
  part[b, c, i, j] = image[b, c, i, j]/255
  level[b, c, i, j] = image[b, c, i, j]*1.0
  signs[b, c, i, j] = image[b, c, i, j]/127.5 - 1
  middle[b, i, j] = image[b, 0, i, j]*0.5
  is_bright[b, c, i, j] = image[b, c, i, j] > 100
  count[b] = sum(c, i, j) image[b, c, i, j]
  colour[b, c < 3, i, j] = image[b, 0, i, j]*1.0
  alpha[b, c < 4, i, j] = if c == 3 then 0 else image[b, 0, i, j]*1.0
}
END
builds maps --bind B=4 --bind H=64 --bind W=64
array "1, 2, 3" a.npy 0 51 102 153 204 255
array "1, 2, 3" dark.npy 0 0 1 1 2 2
array "2, 1, 2, 2" two.npy 0 50 100 150 200 250 255 5

quietly ./maps predict a.npy -o share.png
holds "floats to 1 are shares of white" pixels share.png 0 51 102 153 204 255
tells "which is said" "part is 0 to 1; 0 is drawn black, 1 white" ./maps predict a.npy -o share.png
quietly ./maps predict a.npy --result level -o level.png
holds "floats above 2 are levels to 255" pixels level.png 0 51 102 153 204 255
quietly ./maps predict a.npy dark.npy --result level -o both/
holds "one scale for all pictures" pixels both/dark.png 0 0 1 1 2 2
quietly ./maps predict a.npy --result signs --range -1,1 -o signs.png
holds "a range of one's own" pixels signs.png 0 51 102 153 204 255
quietly ./maps predict a.npy --result level --range 51,153 -o cut.png
holds "what is out of range is cut off" pixels cut.png 0 0 128 255 255 255
quietly ./maps predict a.npy --result middle -o middle.png
holds "a result without channels" pixels middle.png 0 26 51 77 102 128
quietly ./maps predict a.npy --result is_bright -o bright.png
holds "bool is black and white" pixels bright.png 0 0 255 255 255 255
quietly ./same1 predict a.npy -o same.png
holds "bytes are taken as they are" pixels same.png 0 51 102 153 204 255
quietly ./maps predict a.npy --result colour -o colour.png
holds "three channels are colour" sh -c 'test $(head -c 26 colour.png | tail -c 1 | od -An -tu1) = 2'
quietly ./maps predict a.npy --result alpha -o alpha.png
holds "four are colour and alpha" sh -c 'test $(head -c 26 alpha.png | tail -c 1 | od -An -tu1) = 6'
holds "a picture has the size of its result" size share.png 3 2
cp share.png first.png; quietly ./maps predict a.npy -o share.png
holds "the same picture, the same bytes" cmp first.png share.png

quietly ./maps predict two.npy --result level --zoom 1 -o sheet.png
holds "several pictures are a sheet" size sheet.png 10 6
quietly ./maps predict two.npy --result level -o sheet.png
holds "small ones enlarged" size sheet.png 70 36
quietly ./maps predict two.npy --result level -o out/
holds "or a folder" pixels out/two-1.png 200 250 255 5
fails "two inputs of one name" 2 "two inputs would be written to out/a.png" ./maps predict a.npy ./a.npy -o out/
mkdir in && cp share.png in/a.png
fails "a folder's own picture is not written over" 2 "in/a.png is an input" ./maps predict in/a.png -o in
fails "nor the input itself" 2 "share.png is an input" ./maps predict share.png -o ./share.png
fails "no picture" 2 "the result count of maps is not [batch, 1, 3 or 4, height, width]" ./maps predict a.npy --result count -o count.png
holds "any result is an array" ./maps predict two.npy --result count -o count.npy
holds "of its own shape" grep -aq "'descr': '<f4', 'fortran_order': False, 'shape': (2,)" count.npy
fails "results of two shapes" 1 "one array cannot hold both" ./maps predict a.npy two.npy -o x.npy
fails "no such result" 2 "maps has no result lvel; did you mean level?" ./maps predict a.npy --result lvel -o x.png
fails "no range" 2 "--range: expected LOW,HIGH as in -1,1, found 3" ./maps predict a.npy --range 3 -o x.png
fails "a range from right to left" 2 "found 1,0" ./maps predict a.npy --range 1,0 -o x.png
fails "no such folder" 1 "cannot write" ./maps predict a.npy -o none/x.png
array "1, 65, 1" tall.npy $(seq 65)
cat >inner.net <<'END'
net inner(image: u8[B, 1, H, W]) -> y { y[b, c, i < H - 4, j < W] = image[b, c, i + 4, j] }
END
builds inner --bind B=1 --bind H=64 --bind W=64
fails "a picture of which nothing would be left" 1 "dark.npy: H is 2, expected 5 to 64" ./inner predict dark.npy -o x.png
fails "a picture above the capacity" 1 "H is 65, expected 1 to 64" ./maps predict tall.npy
holds "nothing is left of what failed" sh -c '! ls x.png x.npy count.png *.part 2>/dev/null'
