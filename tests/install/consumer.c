/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <claims/claims.h>
#include <stdio.h>

int main(void)
{
    ClaimsRules *rules = NULL;
    ClaimsStatus status = claims_rules_load(NULL, 0, (ClaimsSink){NULL, NULL}, &rules);
    claims_rules_free(rules);
    printf("claims %s\n", claims_version());
    return status == CLAIMS_OK ? 0 : 1;
}
