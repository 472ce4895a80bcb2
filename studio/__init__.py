"""Films athletes whose every joint, repetition and lowering time is known.

The studio poses a free human mesh, renders it in a plain room and writes the truth
beside the video. It is a tool for making samples and measuring accuracy; the product
never imports it and it never imports the product.
"""
