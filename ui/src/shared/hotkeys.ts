/** Keys by their place on the keyboard, so that Ctrl+S works in the Russian layout too. */
export const BY_PLACE = { preventDefault: true, usePhysicalKeys: true };
