// What the commands that look into a net share: one sample through an entry that the build was
// asked for.
#pragma once

#include "predict.h"

// The entry of a kind, of which the caller gives the last `given` inputs; weights, memory. Fails
// where the program was built without it, or without as many files as it takes.
bool netc_look_open(NetcPrediction *p, NetcEntryKind kind, int given, NetcError *error);
// Reads the files into given[NETC_MAX_COLUMNS]: one sample.
bool netc_look_take(NetcPrediction *p, NetcGiven *given, NetcError *error);
// The extents of a sample, without the batch; returns its rank.
int netc_look_extents(const NetcPrediction *p, const NetcPort *port, int64_t *extents);
// The values of a dense port as floats, to be freed; null with the error set.
float *netc_look_values(const NetcPrediction *p, const NetcPort *port, const void *data,
                        NetcError *error);
