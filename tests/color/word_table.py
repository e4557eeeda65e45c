"""Colours and the word a person gives them, decided by looking, not by the code."""

TABLE = {
    "black": "000000 0a0a0a 111111 0b0b0b 1a1a1a 191919 100c08 0d0d0d",
    "grey": (
        "808080 a9a9a9 696969 c0c0c0 d3d3d3 dcdcdc 778899 708090 323232 4b4b4b 7d7d7d 969696"
        " 333333 555555 999999 bbbbbb 36454f b2beb5"
    ),
    "white": (
        "ffffff f0f8ff f0ffff fffaf0 f8f8ff f0fff0 fffff0 fff0f5 faf0e6 f5fffa fff5ee fffafa"
        " f5f5f5 fafafa f0f0f0"
    ),
    "brown": (
        "8b4513 a0522d d2691e cd853f b8860b 4b3219 644b32 967d64 7d644b 964b00 654321 6f4e37"
        " 3d2b1f 7b3f00 5c4033 4b3621 80461b 483c32 826644 3c341f"
    ),
    "beige": (
        "f5f5dc faebd7 ffe4c4 ffebcd fff8dc ffe4b5 ffdead fdf5e6 ffefd5 ffdab9 d2b48c f5deb3"
        " deb887 c8af96 e1c8af c2b280 f7e7ce edc9af e4d5b7"
    ),
    "red": (
        "ff0000 dc143c 8b0000 b22222 cd5c5c 800000 ff6347 a52a2a e02020 c80000 960000 e32636"
        " cc0000 9b111e 7c0a02 d32f2f ff2400 b31b1b"
    ),
    "orange": (
        "ffa500 ff8c00 ff7f50 ff4500 f4a460 ffa07a e9967a fa9632 ff7518 ed9121 f28500 fb8c00"
        " ff6700 e1af7d ffb347"
    ),
    "yellow": (
        "ffff00 ffd700 daa520 f0e68c fffacd fafad2 ffffe0 eee8aa fae100 ffef00 fde910 f4c430"
        " fff44f ffeb3b e1c84b"
    ),
    "olive": "808000 556b2f bdb76b 6b8e23 4b4b32 7d7d32 64644b 969632 5b5b1e 706c11",
    "green": (
        "008000 006400 228b22 00ff00 32cd32 7cfc00 7fff00 adff2f 90ee90 98fb98 8fbc8f 2e8b57"
        " 3cb371 00ff7f 00fa9a 66cdaa 9acd32 7fffd4 50c878 00a86b 355e3b 4caf50 a9ba9d 013220"
        " 8a9a5b"
    ),
    "teal": (
        "008080 008b8b 00ffff 40e0d0 48d1cc 00ced1 20b2aa 5f9ea0 afeeee e0ffff 2f4f4f 329696"
        " 009688 30d5c8 006d6f"
    ),
    "blue": (
        "0000ff 0000cd 4169e1 6495ed 1e90ff 00bfff 87cefa 87ceeb add8e6 b0e0e6 b0c4de 4682b4"
        " 324b96 0047ab 007fff 2196f3 5d8aa8 89cff0 4b7daf 0f52ba 8c92ac"
    ),
    "navy": "000080 00008b 191970 00004b 000064 0a1172 14213d 1b2a49",
    "violet": (
        "8a2be2 9400d3 9932cc ba55d3 9370db 7b68ee 6a5acd 483d8b 4b0082 800080 8b008b ff00ff"
        " ee82ee da70d6 dda0dd d8bfd8 e6e6fa 8f00ff 6f2da8 b57edc 673ab7 7d4b96 5d3954"
    ),
    "pink": (
        "ffc0cb ffb6c1 ff69b4 ff1493 db7093 c71585 ffe4e1 fa8072 f08080 bc8f8f fadadd ff91a4"
        " f4c2c2 e75480 de5d83 fae1e1 c8afaf"
    ),
}
