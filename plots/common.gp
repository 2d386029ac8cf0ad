# SPDX-License-Identifier: GPL-3.0-or-later
#
# What all charts have in common. Colours are those of Okabe and Ito, which the colour-blind can tell
# apart; shapes and dashes differ too, for prints in grey.
black = 0x000000; orange = 0xE69F00; sky = 0x56B4E9; green = 0x009E73
yellow = 0xF0E442; blue = 0x0072B2; vermilion = 0xD55E00; purple = 0xCC79A7
grey = 0x767676; pale = 0xE4E4E4; sand = 0xF6DDA6

# Families that have colour and shape of their own, and the rest; filled and hollow.
array colour = [blue, vermilion, green, orange, purple, black, grey]
array filled = [7, 5, 13, 9, 11, 15, 2]
array hollow = [6, 4, 12, 8, 10, 14, 1]

day = 86400.0 # in seconds, which gnuplot's times are in

# What a text such as "1e-05" says; gnuplot's own real() knows no exponents.
number(text) = strstrt(text, "e") == 0 ? real(text) : \
    real(text[1:strstrt(text, "e") - 1]) * 10.0**real(text[strstrt(text, "e") + 1:*])

set datafile separator "\t"
set datafile missing "NaN"
set border 0
set tics nomirror scale 0
set lmargin at screen left / width
set rmargin at screen 1 - right / width
set tmargin at screen 1 - top / height
set bmargin at screen bottom / height

set label 100 chart_title at screen 14 / width, 1 - 26 / height left font ",17" textcolor rgb black
set label 101 chart_subtitle at screen 14 / width, 1 - 48 / height left textcolor rgb grey
unset key
