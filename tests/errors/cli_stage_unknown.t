# netc emit --stage fuse -
net a(x: [B, 3]) -> y { y = x |> dense(2) }
=== exit 2
netc: unknown stage `fuse`; there are ast graph grad opt kernels loops c llvm asm obj and the passes segment_scans multiply_rows differentiate mask_lengths solve ungroup simplify hoist_from_scans fold_normalization factor_out split_members merge_common take_final_states ask_results confine_sums remove_dead pair_products winograd sum_in_parts recompute
