/**
 * HMAC's test cases, typed from RFC 2202 (MD5, SHA-1) and RFC 4231 (SHA-256, SHA-384, SHA-512). Keys and digests in
 * hexadecimal, data as text or, where it begins with "0x", in hexadecimal.
 */

export interface HmacVector {
  readonly name: string;
  readonly key: string;
  readonly data: string;
  /** By hash function; case 5 of RFC 4231 gives the first 16 octets alone. */
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  readonly sha384?: string;
  readonly sha512?: string;
}

const NOTHING = "what do ya want for nothing?";
const FIFTY_CD = `0x${"cd".repeat(50)}`;
const FIFTY_DD = `0x${"dd".repeat(50)}`;
const COUNT_TO_25 = "0102030405060708090a0b0c0d0e0f10111213141516171819";
const TRUNCATION = "Test With Truncation";
const LONG_KEY = "Test Using Larger Than Block-Size Key - Hash Key First";
const LONG_BOTH = "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data";
const LONG_BOTH_4231 =
  "This is a test using a larger than block-size key and a larger than block-size data. " +
  "The key needs to be hashed before being used by the HMAC algorithm.";

export const HMAC_VECTORS: readonly HmacVector[] = [
  {
    name: "RFC 2202 section 2 case 1",
    key: "0b".repeat(16),
    data: "Hi There",
    md5: "9294727a3638bb1c13f48ef8158bfc9d",
  },
  {
    name: "RFC 2202 sections 2 and 3 case 2",
    key: "4a656665",
    data: NOTHING,
    md5: "750c783e6ab0b503eaa86e310a5db738",
    sha1: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  },
  {
    name: "RFC 2202 section 2 case 3",
    key: "aa".repeat(16),
    data: FIFTY_DD,
    md5: "56be34521d144c88dbb8c733f0e8b3f6",
  },
  {
    name: "RFC 2202 sections 2 and 3 case 4",
    key: COUNT_TO_25,
    data: FIFTY_CD,
    md5: "697eaf0aca3a3aea3a75164746ffaa79",
    sha1: "4c9007f4026250c6bc8414f9bf50c86c2d7235da",
  },
  {
    name: "RFC 2202 section 2 case 5",
    key: "0c".repeat(16),
    data: TRUNCATION,
    md5: "56461ef2342edc00f9bab995690efd4c",
  },
  {
    name: "RFC 2202 sections 2 and 3 case 6",
    key: "aa".repeat(80),
    data: LONG_KEY,
    md5: "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd",
    sha1: "aa4ae5e15272d00e95705637ce8a3b55ed402112",
  },
  {
    name: "RFC 2202 sections 2 and 3 case 7",
    key: "aa".repeat(80),
    data: LONG_BOTH,
    md5: "6f630fad67cda0ee1fb1f562db3aa53e",
    sha1: "e8e99d0f45237d786d6bbaa7965c7808bbff1a91",
  },
  {
    name: "RFC 2202 section 3 case 1, RFC 4231 case 1",
    key: "0b".repeat(20),
    data: "Hi There",
    sha1: "b617318655057264e28bc0b6fb378c8ef146be00",
    sha256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    sha384:
      "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
    sha512:
      "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde" +
      "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
  },
  {
    name: "RFC 4231 case 2",
    key: "4a656665",
    data: NOTHING,
    sha256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    sha384:
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    sha512:
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554" +
      "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  },
  {
    name: "RFC 2202 section 3 case 3, RFC 4231 case 3",
    key: "aa".repeat(20),
    data: FIFTY_DD,
    sha1: "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
    sha256: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    sha384:
      "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27",
    sha512:
      "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39" +
      "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
  },
  {
    name: "RFC 4231 case 4",
    key: COUNT_TO_25,
    data: FIFTY_CD,
    sha256: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    sha384:
      "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb",
    sha512:
      "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db" +
      "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
  },
  {
    name: "RFC 2202 section 3 case 5, RFC 4231 case 5",
    key: "0c".repeat(20),
    data: TRUNCATION,
    sha1: "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04",
    sha256: "a3b6167473100ee06e0c796c2955552b",
    sha384: "3abf34c3503b2a23a46efc619baef897",
    sha512: "415fad6271580a531d4179bc891d87a6",
  },
  {
    name: "RFC 4231 case 6",
    key: "aa".repeat(131),
    data: LONG_KEY,
    sha256: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    sha384:
      "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
    sha512:
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352" +
      "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
  },
  {
    name: "RFC 4231 case 7",
    key: "aa".repeat(131),
    data: LONG_BOTH_4231,
    sha256: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    sha384:
      "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e",
    sha512:
      "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944" +
      "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58",
  },
];
