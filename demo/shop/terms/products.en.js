/** The words for each product in English, by its id. */
export const products = Object.freeze({
  'moon-lamp': {
    name: 'Full Moon Table Lamp',
    line: 'Blown glass on walnut',
    description:
      'A globe of milk glass, blown thick enough that you never see the bulb. It dims down to the light of a candle, for the hour when the screens are off.',
    material: 'Mouth-blown opal glass, oiled walnut',
    size: '24 × 24 × 32 cm, 2 m cloth cable',
    maker: 'Atelier Dal, Seoul',
  },
  'paper-pendant': {
    name: 'Hanji Pendant',
    line: 'Mulberry paper, bamboo ribs',
    description:
      'Two layers of mulberry paper over split bamboo. The light comes out warm and without edges, and the paper grows a little more golden every year.',
    material: 'Hanji paper, bamboo, brass',
    size: '46 × 40 cm, cable up to 1.5 m',
    maker: 'Jiwoo Paper House, Jeonju',
  },
  'reading-lamp': {
    name: 'Late Night Reading Lamp',
    line: 'Steel, lacquered pine green',
    description:
      'Lights two pages and leaves the rest of the room asleep. The arm stays where you put it, the switch is where your hand already is.',
    material: 'Powder-coated steel, linen cable',
    size: '32 × 20 × 48 cm',
    maker: 'Namu Works, Incheon',
  },
  'moon-jar': {
    name: 'Moon Jar',
    line: 'White porcelain, joined by hand',
    description:
      'Thrown as two bowls and joined at the waist, as five hundred years ago. The seam stays visible, and no jar is quite round. It holds water and a single branch well.',
    material: 'White porcelain, clear glaze',
    size: '26 × 27 cm',
    maker: 'Haeun Kiln, Icheon',
  },
  'tea-set': {
    name: 'Tea for Two',
    line: 'Celadon pot and two cups',
    description:
      'A small pot that pours without a drop and two cups that fit cold hands. The glaze is ash, iron and patience.',
    material: 'Stoneware, celadon glaze',
    size: 'Pot 450 ml, cups 120 ml',
    maker: 'Haeun Kiln, Icheon',
  },
  'linen-cushion': {
    name: 'Persimmon Cushion',
    line: 'Washed linen, persimmon dyed',
    description:
      'Linen dyed with green persimmons and the August sun. Soft from the first day, and better after every wash.',
    material: 'Linen cover, feather filling',
    size: '50 × 50 cm',
    maker: 'Gal Studio, Jeju',
  },
  'wool-throw': {
    name: 'Winter Sea Throw',
    line: 'Lambswool in twill',
    description:
      'The blue of the east coast in January with three lines of foam. Woven in twill, brushed once, heavy enough to stay on your shoulders.',
    material: 'Lambswool',
    size: '130 × 180 cm, 980 g',
    maker: 'Badam Weavers, Gangneung',
  },
  'oak-stool': {
    name: 'Threshold Stool',
    line: 'Solid oak, no screws',
    description:
      'For tying shoes, reaching the top shelf, and the guest who comes without calling. Four legs, two rungs, nothing that can come loose.',
    material: 'Solid oak, hard wax oil',
    size: '38 × 38 × 45 cm',
    maker: 'Namu Works, Damyang',
  },
  'walnut-tray': {
    name: 'Tray for One',
    line: 'Carved from one plank',
    description:
      'Wide enough for a plate, a cup and a book. Carved from a single plank, with an edge that your fingers find on their own.',
    material: 'Walnut, linseed oil',
    size: '32 × 38 × 3 cm',
    maker: 'Namu Works, Damyang',
  },
});
