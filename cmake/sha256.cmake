# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -P sha256.cmake OUTPUT FILE
# Writes the base64 of FILE's SHA-256, as a Content-Security-Policy names it.

set(output ${CMAKE_ARGV3})
set(digits "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

file(SHA256 ${CMAKE_ARGV4} hex)
# 256 bits are 42 characters of six bits and one of four; the last of the 44 is padding. Three
# hexadecimal digits are two characters.
string(APPEND hex "00")
string(LENGTH ${hex} length)
math(EXPR last "${length} - 1")
set(base64 "")
foreach(at RANGE 0 ${last} 3)
    string(SUBSTRING ${hex} ${at} 3 three)
    math(EXPR high "0x${three} >> 6")
    math(EXPR low "0x${three} & 63")
    string(SUBSTRING ${digits} ${high} 1 high)
    string(SUBSTRING ${digits} ${low} 1 low)
    string(APPEND base64 "${high}${low}")
endforeach()
string(REGEX REPLACE ".$" "=" base64 ${base64})
file(WRITE ${output} ${base64})
