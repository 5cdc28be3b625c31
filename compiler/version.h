#pragma once

#define NETC_VERSION "0.1.0"
