package org.goldcard.token.keys;

/**
 * One thing wrong with the keys.
 *
 * @param where the file, directory or purpose, never any content
 * @param what what is wrong
 */
public record KeyProblem(String where, What what) {
  /** What can be wrong. */
  public enum What {
    /** The directory is not there. */
    NO_DIRECTORY("密钥目录不存在或无法读取", "the key directory does not exist or cannot be read"),
    /** A file cannot be read or written. */
    UNREADABLE("无法读写该文件", "the file cannot be read or written"),
    /** A public key file is no JWK of ours. */
    CORRUPT_PUBLIC("公钥文件已损坏或格式不符", "the public key file is corrupt or of another form"),
    /** A public key that no signature should be checked with. */
    UNSAFE_PUBLIC("公钥不在曲线的主群上，不安全", "the public key is not a safe point of its curve"),
    /** The name in the file is not the file's name. */
    WRONG_NAME("文件名与密钥编号不一致", "the file's name is not the key's"),
    /** The private key of a key that signs is not there. */
    MISSING_PRIVATE("缺少私钥文件", "the private key file is missing"),
    /** A private key without its public key. */
    MISSING_PUBLIC("有私钥而缺少公钥文件", "there is a private key but its public key file is missing"),
    /** A private key that others may read or change. */
    WRONG_PERMISSION("私钥文件权限必须为0400", "the private key file must have mode 0400"),
    /** A private key on a node that must not hold it. */
    NOT_HERE("仅核验的节点不得持有该私钥", "a node that only verifies must not hold this private key"),
    /** No encrypted PKCS#8 PEM file. */
    CORRUPT_PRIVATE("私钥文件已损坏或格式不符", "the private key file is corrupt or of another form"),
    /** The passphrase does not open it. */
    WRONG_PASSPHRASE("口令不正确，无法解密私钥", "the passphrase does not open the private key"),
    /** The private key belongs to another public key. */
    MISMATCH("私钥与公钥不匹配", "the private key does not belong to the public key"),
    /** Nothing signs for a purpose this node signs for. */
    NO_ACTIVE("没有启用中的密钥", "no active key"),
    /** There is no key to rotate to. */
    NO_PUBLISHED("没有已公布待启用的密钥，请先新建", "no published key waits to be activated; make one first"),
    /** The next key was made known too recently. */
    TOO_FRESH(
        "新密钥公布时间过短，各方可能尚未获知", "the next key was published too recently to be known everywhere"),
    /** Something it signed may still be in use. */
    STILL_NEEDED("该密钥签发的凭证仍可能有效，不能撤销", "something this key signed may still be valid"),
    /** No key has this name. */
    UNKNOWN("没有这个编号的密钥", "no key has this name"),
    /** All names of a purpose are taken. */
    NO_NAME_LEFT("该用途的密钥编号已用完", "all names of this purpose are taken"),
    /** A passphrase anyone could guess. */
    WEAK_PASSPHRASE("口令少于16个字符", "the passphrase has fewer than 16 characters");

    private final String zh;
    private final String en;

    What(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** The sentence in Chinese. */
    public String zh() {
      return zh;
    }

    /** The sentence in English. */
    public String en() {
      return en;
    }
  }

  @Override
  public String toString() {
    return where + ": " + what.en() + "（" + what.zh() + "）";
  }
}
