// The commands of an emitted executable. Each returns its exit code, with the error set where it is
// not 0 and something is to be said.
#pragma once

#include "log.h"

int netc_command_train(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_eval(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_predict(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_generate(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_features(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_filters(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_saliency(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_augment(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_bench(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_profile(const NetcModel *model, const NetcOptions *options, NetcError *error);
int netc_command_info(const NetcModel *model, const NetcOptions *options, NetcError *error);

// A session for some kinds of entries; says so when there are fewer threads than asked for.
NetcSession *netc_command_session(const NetcModel *model, const NetcOptions *options,
                                  unsigned kinds, NetcLog *log, NetcError *error);
// Weights from --weights, else from where `train` puts them by default. *seed is the seed they were
// trained with, if the file says so.
bool netc_command_weights(NetcSession *session, const NetcOptions *options, NetcLog *log,
                          uint64_t *seed, NetcError *error);
// "lenet5.safetensors", to be freed.
char *netc_default_weights(const NetcModel *model);
// --seed, else the train block's, else 0.
uint64_t netc_command_seed(const NetcModel *model, const NetcOptions *options);
// The train block's number of this name, else `otherwise`.
double netc_setting_number(const NetcModel *model, const char *name, double otherwise);
// --lr and --set.
bool netc_command_scalars(NetcSession *session, const NetcOptions *options, NetcError *error);
