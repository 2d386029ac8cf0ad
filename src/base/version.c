/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "claims/claims.h"

const char *claims_version(void)
{
    return CLAIMS_VERSION;
}
